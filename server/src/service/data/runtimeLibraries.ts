// Which package holds the shared library that programs need when they were built with a development package. Only names
// that stay the same from one release of the system to the next; of others the file does not say which one it would be.

/** By package manager, then by development package. */
export const runtimeLibraries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "apt-get": {
    "default-libmysqlclient-dev": "libmariadb3",
    "libbz2-dev": "libbz2-1.0",
    "libcairo2-dev": "libcairo2",
    "libcurl4-openssl-dev": "libcurl4",
    "libexpat1-dev": "libexpat1",
    "libfontconfig1-dev": "libfontconfig1",
    "libfreetype-dev": "libfreetype6",
    "libfreetype6-dev": "libfreetype6",
    "libgmp-dev": "libgmp10",
    "libjpeg62-turbo-dev": "libjpeg62-turbo",
    "liblz4-dev": "liblz4-1",
    "libmariadb-dev": "libmariadb3",
    "libmemcached-dev": "libmemcached11",
    "libonig-dev": "libonig5",
    "libpango1.0-dev": "libpangocairo-1.0-0",
    "libpcre2-dev": "libpcre2-8-0",
    "libpng-dev": "libpng16-16",
    "libpq-dev": "libpq5",
    "libsodium-dev": "libsodium23",
    "libsqlite3-dev": "libsqlite3-0",
    "libxslt1-dev": "libxslt1.1",
    "libyaml-dev": "libyaml-0-2",
    "libzstd-dev": "libzstd1",
    "unixodbc-dev": "libodbc2",
    "zlib1g-dev": "zlib1g",
  },
  apk: {
    "bzip2-dev": "libbz2",
    "cairo-dev": "cairo",
    "curl-dev": "libcurl",
    "expat-dev": "libexpat",
    "freetype-dev": "freetype",
    "gettext-dev": "libintl",
    "gmp-dev": "gmp",
    "icu-dev": "icu-libs",
    "imagemagick-dev": "imagemagick-libs",
    "jpeg-dev": "libjpeg-turbo",
    "libffi-dev": "libffi",
    "libjpeg-turbo-dev": "libjpeg-turbo",
    "libmemcached-dev": "libmemcached-libs",
    "libpng-dev": "libpng",
    "libpq-dev": "libpq",
    "libsodium-dev": "libsodium",
    "libwebp-dev": "libwebp",
    "libxml2-dev": "libxml2",
    "libxslt-dev": "libxslt",
    "libzip-dev": "libzip",
    "mariadb-connector-c-dev": "mariadb-connector-c",
    "oniguruma-dev": "oniguruma",
    "openldap-dev": "libldap",
    "pango-dev": "pango",
    "pcre2-dev": "pcre2",
    "postgresql-dev": "libpq",
    "rabbitmq-c-dev": "rabbitmq-c",
    "sqlite-dev": "sqlite-libs",
    "unixodbc-dev": "unixodbc",
    "yaml-dev": "yaml",
    "zlib-dev": "zlib",
  },
};

/** Development packages without a shared library that programs would miss. */
export const headersOnly =
  /^(?:alpine-sdk|base-devel|build-base|linux-(?:libc-dev|headers.*)|kernel-headers|(?:g?libc|libc6|libc|musl|glibc)-dev(?:el)?|python3?-dev(?:el)?|autotools-dev|libstdc\+\+-\d+-dev|libltdl-dev|libboost-headers-dev|openjdk-.*|default-jdk.*|golang.*)$/;

/** Variables of base images that stand for packages to build with. */
export const variablePackages: readonly string[] = ["$PHPIZE_DEPS", "${PHPIZE_DEPS}"];
