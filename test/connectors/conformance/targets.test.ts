import { targetConformance } from './target-conformance';
import { targets } from './targets';

targets.forEach(targetConformance);
