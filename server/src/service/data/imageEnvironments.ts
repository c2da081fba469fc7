/** What the configuration of an image sets that Dockerfiles on top of it rely on. */
export interface ImageEnvironment {
  /** The working directory, for a part of the tags at least; undefined where it is the root. */
  readonly workdir?: string;
  /** The variables besides PATH, those of all its tags; undefined where they are not known. */
  readonly variables?: readonly string[];
}

const none: readonly string[] = [];
const java = ["JAVA_HOME", "JAVA_VERSION", "LANG", "LANGUAGE", "LC_ALL"] as const;
const php =
  words(`APACHE_CONFDIR APACHE_ENVVARS GPG_KEYS PHPIZE_DEPS PHP_ASC_URL PHP_CFLAGS PHP_CPPFLAGS
  PHP_EXTRA_BUILD_DEPS PHP_EXTRA_CONFIGURE_ARGS PHP_INI_DIR PHP_LDFLAGS PHP_MD5 PHP_SHA256 PHP_URL PHP_VERSION`);
const dotnet =
  words(`APP_UID ASPNETCORE_HTTP_PORTS ASPNETCORE_URLS ASPNET_VERSION DOTNET_GENERATE_ASPNET_CERTIFICATE
  DOTNET_NOLOGO DOTNET_RUNNING_IN_CONTAINER DOTNET_SDK_VERSION DOTNET_SYSTEM_GLOBALIZATION_INVARIANT
  DOTNET_USE_POLLING_FILE_WATCHER DOTNET_VERSION NUGET_XMLDOC_MODE POWERSHELL_DISTRIBUTION_CHANNEL`);

/**
 * Official images of Docker Hub by name, and some of other registries by domain and path. Source: their Dockerfiles, in
 * the repositories that their pages on Docker Hub name.
 */
export const imageEnvironments: Readonly<Record<string, ImageEnvironment>> = {
  almalinux: { variables: none },
  alpine: { variables: none },
  amazonlinux: { variables: none },
  archlinux: { variables: ["LANG"] },
  bash: {},
  "buildpack-deps": { variables: none },
  busybox: { variables: none },
  caddy: { workdir: "/srv" },
  centos: { variables: none },
  composer: { workdir: "/app" },
  dart: { workdir: "/root" },
  debian: { variables: none },
  drupal: { workdir: "/opt/drupal" },
  "eclipse-temurin": { variables: java },
  elasticsearch: { workdir: "/usr/share/elasticsearch" },
  fedora: { variables: ["DISTTAG", "FBR", "FGC", "container"] },
  flink: { workdir: "/opt/flink" },
  gcc: {},
  ghost: { workdir: "/var/lib/ghost" },
  golang: { workdir: "/go", variables: ["GOLANG_VERSION", "GOPATH", "GOTOOLCHAIN"] },
  gradle: { workdir: "/home/gradle", variables: [...java, "GRADLE_HOME", "GRADLE_VERSION"] },
  groovy: { workdir: "/home/groovy" },
  httpd: { workdir: "/usr/local/apache2" },
  jetty: { workdir: "/var/lib/jetty" },
  joomla: { workdir: "/var/www/html" },
  kibana: { workdir: "/usr/share/kibana" },
  logstash: { workdir: "/usr/share/logstash" },
  maven: { variables: [...java, "MAVEN_CONFIG", "MAVEN_HOME", "MAVEN_VERSION", "USER_HOME_DIR"] },
  neo4j: { workdir: "/var/lib/neo4j" },
  nextcloud: { workdir: "/var/www/html" },
  nginx: {
    variables: words(
      "ACME_VERSION DYNPKG_RELEASE NGINX_VERSION NJS_RELEASE NJS_VERSION PKG_RELEASE",
    ),
  },
  node: { variables: ["NODE_VERSION", "YARN_VERSION", "NPM_CONFIG_LOGLEVEL"] },
  openjdk: {
    variables: [
      ...java,
      "CA_CERTIFICATES_JAVA_VERSION",
      "JAVA_ALPINE_VERSION",
      "JAVA_DEBIAN_VERSION",
    ],
  },
  oraclelinux: { variables: none },
  perl: { workdir: "/usr/src/app" },
  php: { workdir: "/var/www/html", variables: php },
  phpmyadmin: { workdir: "/var/www/html" },
  python: {
    variables: words(`GPG_KEY LANG PYTHON_GET_PIP_SHA256 PYTHON_GET_PIP_URL PYTHON_PIP_VERSION
      PYTHON_SETUPTOOLS_VERSION PYTHON_SHA256 PYTHON_VERSION`),
  },
  redis: { workdir: "/data" },
  redmine: { workdir: "/usr/src/redmine" },
  rockylinux: { variables: ["LANG"] },
  ruby: {
    variables:
      words(`BUNDLE_APP_CONFIG BUNDLE_BIN BUNDLE_PATH BUNDLE_SILENCE_ROOT_WARNING GEM_HOME LANG
      RUBYGEMS_VERSION BUNDLER_VERSION RUBY_DOWNLOAD_SHA256 RUBY_DOWNLOAD_URL RUBY_MAJOR RUBY_VERSION`),
  },
  rust: { variables: ["CARGO_HOME", "RUSTUP_HOME", "RUST_VERSION"] },
  solr: { workdir: "/opt/solr" },
  sonarqube: { workdir: "/opt/sonarqube" },
  spark: { workdir: "/opt/spark/work-dir" },
  tomcat: { workdir: "/usr/local/tomcat" },
  ubuntu: { variables: ["LANG"] },
  valkey: { workdir: "/data" },
  wordpress: { workdir: "/var/www/html" },
  "mcr.microsoft.com/dotnet/aspnet": { variables: dotnet },
  "mcr.microsoft.com/dotnet/runtime": { variables: dotnet },
  "mcr.microsoft.com/dotnet/runtime-deps": { variables: dotnet },
  "mcr.microsoft.com/dotnet/sdk": { variables: dotnet },
};

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
