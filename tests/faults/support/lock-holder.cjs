'use strict';

// Another process that has SQLite's file locked, for reading and writing, until it's asked to release it.
const Database = require('better-sqlite3');

const db = new Database(process.argv[2]);
db.exec('begin exclusive');
process.send('locked');
process.once('message', () => {
  db.exec('rollback');
  db.close();
  process.disconnect();
});
