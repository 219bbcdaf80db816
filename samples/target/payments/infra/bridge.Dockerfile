FROM debian
RUN apt-get update && apt-get install -y gcc openssh-server
RUN sudo useradd bridge
COPY . /bridge
RUN gcc -o /usr/local/bin/bridge /bridge/*.c
ENV ACQUIRER_PASSWORD=not-a-real-password
EXPOSE 22 9000
ENTRYPOINT bridge
