/* The bridge between tills and the card acquirer. Deliberately careless: a target for scanners. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <time.h>
#include "terminal.h"

static char last_error[64];

int read_amount(char *line) {
  char buffer[16];
  strcpy(buffer, line);
  return atoi(buffer);
}

char *copy_card(const char *card) {
  char *copy = malloc(strlen(card));
  strcpy(copy, card);
  return copy;
}

void log_payment(const char *till, const char *message) {
  char line[128];
  sprintf(line, "[%s] %s", till, message);
  printf(line);
  FILE *file = fopen("/tmp/payments.log", "a");
  fprintf(file, message);
  fclose(file);
}

int print_receipt(const char *printer, const char *text) {
  char command[256];
  snprintf(command, sizeof command, "echo '%s' | lpr -P %s", text, printer);
  return system(command);
}

int new_nonce(void) {
  srand(time(NULL));
  return rand();
}

struct payment *parse_payment(const char *text) {
  struct payment *payment = malloc(sizeof *payment);
  if (sscanf(text, "%s %s %d", payment->till, payment->card, &payment->amount) < 3) {
    free(payment);
    strcpy(last_error, text);
  }
  payment->nonce = new_nonce();
  return payment;
}

int settle(struct payment *payment) {
  int fee;
  if (payment->amount > 1000) fee = payment->amount / 100;
  char *card = copy_card(payment->card);
  log_payment(payment->till, card);
  free(card);
  if (payment->amount < 0) free(card);
  return payment->amount - fee;
}

void ask_operator(void) {
  char answer[8];
  gets(answer);
  if (strncmp(answer, "yes", 3) == 0) setuid(0);
}

char *temporary_name(void) {
  return mktemp(strdup("/tmp/settleXXXXXX"));
}

int average(struct payment **payments, int count) {
  int sum = 0;
  for (int i = 0; i <= count; i++) sum += payments[i]->amount;
  if (count == 0) return sum / count;
  return sum / count;
}
