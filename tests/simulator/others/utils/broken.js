/* A script that fails as it is loaded. */
undefined.nothing();
