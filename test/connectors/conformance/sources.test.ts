import { sourceConformance } from './source-conformance';
import { sources } from './sources';

sources.forEach(sourceConformance);
