#!/bin/sh
# Starts a build agent.
function start() {
  local image=$1
  docker run --privileged -v /:/host -e TOKEN=$TOKEN $image
}
array=(one two three)
for i in ${array[@]}; do start $i; done
find . -name *.log | xargs rm
if [[ $DEBUG = 1 ]]; then set -x; fi
echo -n "started" &> /tmp/runner.log
wget http://downloads.example.org/agent.sh -O - | sh
source ./settings
cd /srv/agents
rm -r "$AGENT_HOME/"*
kill -9 `cat /var/run/agent.pid`
printf "$MESSAGE\n"
trap "echo $HOME" EXIT
let count=count+1
