# Lagebild: one image for web, worker and migration (compose.yaml shows the three).
FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm install --no-save --ignore-scripts --no-audit --no-fund --include=dev
COPY . .
RUN node scripts/build.mjs && node scripts/image.mjs

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 TZ=UTC PORT=3000 HOSTNAME=0.0.0.0 KEEP_ALIVE_TIMEOUT=75000
# Migration, sample and worker with the packages that they load; web brings its own traced copy.
COPY --from=build /app/dist/image ./
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/lib/detection/rules ./lib/detection/rules
COPY --from=build /app/samples ./samples
COPY --from=build /app/.next/standalone ./web
COPY --from=build /app/scripts/lib/long-uploads.mjs /app/scripts/lib/packed-static.mjs ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./long-uploads.mjs", "--import", "./packed-static.mjs", "web/server.js"]
