'use strict';

const sendCatalogue = require('../src/jobs/send-catalogue');

module.exports = {
  sendCatalogue: {
    task: ({ strapi }) =>
      sendCatalogue({
        strapi,
        uid: 'api::product.product',
        url: process.env.CATALOGUE_URL,
      }).catch((error) => strapi.log.error(`The catalogue was not sent: ${error.message}`)),
    options: { rule: '0 3 * * *', tz: 'Europe/Prague' },
  },
};
