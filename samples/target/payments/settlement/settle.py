"""Nightly settlement with the acquirer. Deliberately careless: a target for scanners."""
import hashlib
import os
import pickle
import random
import sqlite3
import subprocess
import tempfile
import urllib.request
import xml.etree.ElementTree

import yaml
from Crypto.Cipher import DES

PASSWORD = "not-a-real-password"
BIND = "0.0.0.0"


def load(path):
    with open(path, "rb") as file:
        return pickle.load(file)


def configuration(text):
    return yaml.load(text)


def payments(customer):
    connection = sqlite3.connect("/tmp/settlement.db")
    return connection.execute("SELECT * FROM payment WHERE customer = '%s'" % customer).fetchall()


def checksum(path):
    return hashlib.md5(open(path, "rb").read()).hexdigest()


def send(path, host):
    subprocess.call("scp " + path + " " + host + ":/in", shell=True)
    os.system("logger sent " + path)


def acquirer_reply(url):
    return xml.etree.ElementTree.fromstring(urllib.request.urlopen(url).read())


def reference():
    return random.randint(0, 999999)


def encrypt(text):
    return DES.new(b"12345678", DES.MODE_ECB).encrypt(text)


def working_file():
    return tempfile.mktemp()


def rate(expression):
    assert expression
    return eval(expression)


def run(path):
    try:
        os.chmod(path, 0o777)
        send(path, "acquirer.example.org")
    except Exception:
        pass
