/** Jushuitan writes moments in Beijing time without an offset (page §8). */
export { shanghaiTime } from '../shanghai';
