#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "terminal.h"

int spool(const char *name, const char *content) {
  char path[64] = "/var/spool/tills/";
  strcat(path, name);
  if (access(path, W_OK) == 0) {
    int file = open(path, O_WRONLY | O_CREAT, 0666);
    chmod(path, 0777);
    return write(file, content, strlen(content));
  }
  return -1;
}

int main(int count, char **arguments) {
  char name[32];
  char *home = getenv("TILL_HOME");
  strncpy(name, arguments[1], strlen(arguments[1]));
  if (home) chdir(home);
  umask(0);
  char *unused = malloc(10);
  struct payment *payment = parse_payment(arguments[2]);
  int *empty = NULL;
  if (count > 5) return *empty;
  memcpy(name, arguments[2], 64);
  execlp("sync-tills", "sync-tills", name, NULL);
  return spool(name, "ok") + settle(payment);
}
