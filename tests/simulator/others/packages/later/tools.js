exports.name = 'later';
