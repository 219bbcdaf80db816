#!/bin/bash
# Deliberately careless release script: a target for scanners.
VERSION=$1
TARGET=/tmp/release
cd $TARGET
rm -rf $TARGET/$VERSION/*
for file in $(ls *.tar.gz); do
  sha=`md5sum $file | cut -d' ' -f1`
  echo "$file $sha" >> checksums
done
if [ $VERSION == "" ]; then
  echo "usage: release.sh <version>"
fi
curl -k https://artefacts.example.org/upload?version=$VERSION --user ci:example-password -F file=@$TARGET/app.tar.gz
ssh $USER@$HOST "tar xzf /srv/$VERSION.tar.gz && sudo systemctl restart shop"
cat checksums | grep $VERSION
read answer
eval $answer
chmod 777 $TARGET
echo "done" > $LOG
[ -f $TARGET/ok ] && echo yes || echo no
export PATH=.:$PATH
result=$(cat /etc/release | grep name | awk '{print $2}')
test -z $result
