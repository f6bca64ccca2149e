'use strict';

// Required before a Strapi starts: its process then seems to run on another machine, with a clock of
// its own.
const os = require('node:os');

const { ELSEWHERE_HOST, ELSEWHERE_CLOCK_MS = '0' } = process.env;

if (ELSEWHERE_HOST) os.hostname = () => ELSEWHERE_HOST;

const shift = Number(ELSEWHERE_CLOCK_MS);
const RealDate = Date;

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length > 0) super(...given);
    else super(Date.now());
  }

  static now() {
    return RealDate.now() + shift;
  }
};
