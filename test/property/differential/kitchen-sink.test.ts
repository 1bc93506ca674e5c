import { kitchenSink } from './samples.js';
import { testSample } from './test-sample.js';

testSample(kitchenSink);
