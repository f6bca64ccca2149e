'use strict';

const path = require('node:path');
const NoteModules = require('./note-modules');

const official = path.dirname(require.resolve('@localazy/strapi-plugin/package.json'));
const itsAddresses = path.join(official, 'admin', 'src', 'config', 'index.js');

/** Gives the official plugin's pages addresses that lead nowhere outside, and notes what is built of what. */
module.exports = (config) => {
  config.resolve.alias[itsAddresses] = path.join(__dirname, 'localazy-config.js');
  config.plugins.push(new NoteModules());
  return config;
};
