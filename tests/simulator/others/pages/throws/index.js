/* global Page */
import '../../utils/broken';

Page({});
