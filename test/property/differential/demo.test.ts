import { demo } from './samples.js';
import { testSample } from './test-sample.js';

testSample(demo);
