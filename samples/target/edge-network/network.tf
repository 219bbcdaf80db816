# Deliberately careless: a target for scanners, never to be applied.
resource "azurerm_network_security_rule" "ssh" {
  name                        = "ssh"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  destination_port_range      = "22"
  source_address_prefix       = "*"
  destination_address_prefix  = "*"
  resource_group_name         = "edge"
  network_security_group_name = "edge"
}

resource "azurerm_storage_account" "logs" {
  name                      = "edgelogs"
  resource_group_name       = "edge"
  location                  = "westeurope"
  account_tier              = "Standard"
  account_replication_type  = "LRS"
  enable_https_traffic_only = false
  min_tls_version           = "TLS1_0"
  network_rules {
    default_action = "Allow"
  }
}

resource "azurerm_key_vault" "edge" {
  name                = "edge"
  location            = "westeurope"
  resource_group_name = "edge"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"
}

resource "azurerm_key_vault_secret" "edge" {
  name         = "edge"
  value        = "example-password"
  key_vault_id = azurerm_key_vault.edge.id
}
