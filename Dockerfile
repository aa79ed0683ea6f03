FROM node:22-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json ./
COPY sandbox/package.json sandbox/
COPY dev/package.json dev/
COPY bench/package.json bench/
RUN npm ci
COPY . .
RUN node scripts/build.mjs && mkdir -p .jinqiao && chown node .jinqiao
USER node
CMD ["node", "bin/jinqiao", "worker"]
