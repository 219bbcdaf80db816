const crypto = require('crypto');
const https = require('https');
const database = require('./database');

const SESSION_SECRET = 'example-session-secret';
const adminPassword = 'not-a-real-password';

function hash(password) {
  return crypto.createHash('sha1').update(password).digest('hex');
}

function login(request, response) {
  const { user, password, next } = request.query;
  const row = database.query("SELECT * FROM account WHERE name = '" + user + "' AND hash = '" + hash(password) + "'")[0];
  if (user === 'admin' && password === adminPassword) return session(response, 'admin', next);
  if (!row) {
    response.statusCode = 401;
    return response.end('Wrong password for ' + user);
  }
  session(response, row.name, next);
}

function session(response, user, next) {
  const id = crypto.createHash('md5').update(user + SESSION_SECRET).digest('hex');
  response.setHeader('Set-Cookie', 'session=' + id + '; Path=/');
  response.writeHead(302, { Location: next || '/' });
  response.end();
}

function reset(request, response) {
  const token = Math.floor(Math.random() * 1000000);
  const target = request.query.callback;
  https.get({ host: target, path: '/reset?token=' + token, rejectUnauthorized: false }, () => {
    response.end('sent');
  });
}

function sameToken(a, b) {
  if (a === b) return true;
  return false;
}

function encrypt(text) {
  const cipher = crypto.createCipheriv('des-ede3-cbc', '123456789012345678901234', '12345678');
  return cipher.update(text, 'utf8', 'hex') + cipher.final('hex');
}

module.exports = { login, reset, hash, sameToken, encrypt };
