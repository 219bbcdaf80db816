# Deliberately careless infrastructure: a target for scanners, never to be applied.
provider "aws" {
  region = "eu-central-1"
}

resource "aws_s3_bucket" "receipts" {
  bucket = "careless-receipts"
  acl    = "public-read"
}

resource "aws_security_group" "bridge" {
  name = "bridge"
  ingress {
    from_port   = 0
    to_port     = 65535
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_db_instance" "payments" {
  identifier           = "payments"
  engine               = "postgres"
  instance_class       = "db.t3.medium"
  allocated_storage    = 50
  username             = "payments"
  password             = "example-password"
  publicly_accessible  = true
  storage_encrypted    = false
  skip_final_snapshot  = true
}

resource "aws_instance" "bridge" {
  ami                         = "ami-00000000000000000"
  instance_type               = "t3.small"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.bridge.id]
  root_block_device {
    encrypted = false
  }
}

resource "aws_iam_policy" "bridge" {
  name = "bridge"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_lb" "payments" {
  name               = "payments"
  internal           = false
  load_balancer_type = "application"
}

resource "aws_lb_listener" "payments" {
  load_balancer_arn = aws_lb.payments.arn
  port              = 80
  protocol          = "HTTP"
}

resource "aws_sqs_queue" "settlement" {
  name = "settlement"
}
