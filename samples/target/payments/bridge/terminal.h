#ifndef TERMINAL_H
#define TERMINAL_H
struct payment {
  char till[8];
  char card[20];
  int amount;
  int nonce;
};
char *gets(char *buffer);
int read_amount(char *line);
struct payment *parse_payment(const char *text);
int settle(struct payment *payment);
#endif
