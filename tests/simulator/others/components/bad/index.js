throw new Error('this part does not load');
