const fs = require('fs');
const { execSync } = require('child_process');

const FOLDER = '/tmp/uploads/';

function receive(request, response) {
  const name = request.query.name;
  const stream = fs.createWriteStream(FOLDER + name);
  request.pipe(stream);
  stream.on('close', () => {
    fs.chmodSync(FOLDER + name, 0o777);
    const kind = execSync('file ' + FOLDER + name).toString();
    response.end(kind);
  });
}

function remove(name) {
  if (fs.existsSync(FOLDER + name)) {
    fs.unlinkSync(FOLDER + name);
  }
}

function plugin(name) {
  return require('./plugins/' + name);
}

function read(buffer, offset) {
  return buffer.readUInt32LE(offset, true);
}

module.exports = { receive, remove, plugin, read };
