/* global App */
global.startedBy = 'app.js';
App({});
