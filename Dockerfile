# Built from the sources; run with nothing but a Java 25 and the jar.
FROM eclipse-temurin:25.0.3_9-jdk AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends curl ca-certificates \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -DskipTests package

FROM eclipse-temurin:25.0.3_9-jre
# curl asks the health check's question.
RUN apt-get update \
  && apt-get install -y --no-install-recommends curl \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --no-create-home kefu \
  && install -d -o kefu -g kefu /data
WORKDIR /app
COPY --from=build /src/target/kefu.jar kefu.jar
COPY knowledge-base knowledge-base
USER kefu
# One node on SQLite: everything. One of several: an index that can be made anew.
VOLUME /data
EXPOSE 8080
# Ready once the database answers and the search index is open; the first start imports the content.
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s --retries=3 \
  CMD curl -fsS -o /dev/null http://127.0.0.1:8080/actuator/health/readiness
# Outside a loopback address there are no demo staff: the log of the first start tells how to add the
# first administrator. Further settings may follow the image's name. What listens inside the container
# is reached through what the container is published on: let a proxy that ends TLS stand before that.
# When memory runs out the process ends with 3, without a dump (it would hold what customers wrote).
# The heap is an option of the container: -e JDK_JAVA_OPTIONS=-Xmx1g. The embedding model and the
# search index lie beside it.
ENV JDK_JAVA_OPTIONS=-Xmx512m
# With the incubating vectors a search takes the less of the processor the more knowledge there is.
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "--add-modules", "jdk.incubator.vector", "-jar", "kefu.jar", \
  "--server.address=0.0.0.0", "--kefu.insecure-lan=true", "--kefu.demo=false", "--kefu.data-dir=/data"]
