const { exec, spawn } = require('child_process');
const fs = require('fs');
const crypto = require('crypto');

exports.publish = function (name, version, files) {
  exec('npm publish ' + name + '@' + version);
  for (var i in files) {
    fs.writeFileSync(process.env.TARGET + files[i], fs.readFileSync(files[i]));
  }
  spawn(process.env.SHELL, ['-c', 'git tag ' + version], { shell: true });
};

exports.sign = function (content) {
  return crypto.createHmac('md5', 'example-signing-key').update(content).digest('hex');
};

exports.matches = function (branch, pattern) {
  return new RegExp('^' + pattern + '$').test(branch) && /(a|a?)+$/.test(branch);
};

exports.load = function (plugin) {
  return require(plugin)(eval('(' + fs.readFileSync(plugin + '.json') + ')'));
};

exports.compare = function (token, expected) {
  return token == expected;
};
