FROM node:22-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN node scripts/build.mjs && mkdir -p .jinqiao && chown node .jinqiao
USER node
CMD ["node", "bin/jinqiao", "worker"]
