module.exports = 'rooted';
