/* global Page */
Page({ data: { word: '读得到' } });
