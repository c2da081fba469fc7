/** What a system has as `/bin/sh`: bash, dash, or busybox with its ash. */
export type SystemShell = "bash" | "dash" | "busybox";

function all(shell: SystemShell, names: string): readonly (readonly [string, SystemShell])[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => [name, shell] as const);
}

/** By a word in the name or the tag of an image, digits at its end left out: distributions and their releases. */
export const shellsByWord: ReadonlyMap<string, SystemShell> = new Map([
  ...all(
    "bash",
    `al almalinux amazoncorretto amazonlinux amzn archlinux azurelinux centos clearlinux clefos corretto fedora
    gentoo leap mageia manylinux mariner nixos openeuler opensuse oraclelinux photon rhel rockylinux scientificlinux sles suse
    tumbleweed ubi`,
  ),
  ...all(
    "dash",
    `artful bionic bookworm bullseye buster cosmic debian devuan disco eoan focal forky hirsute impish jammy jessie
    kali kalilinux kinetic lunar mantic minideb noble oracular plucky questing raspbian sid stretch trixie trusty ubuntu
    wheezy xenial yakkety zesty`,
  ),
  ...all("busybox", "alpine busybox musllinux wolfi"),
]);

/** Images whose plain tags name no distribution: official ones without `library/`, others as on Docker Hub. */
export const shellsByImage: ReadonlyMap<string, SystemShell> = new Map([
  ...all(
    "dash",
    `aerospike arangodb buildpack-deps cassandra clojure couchbase couchdb crate dart drupal eclipse-temurin elixir
    erlang flink gcc ghost golang gradle groovy haproxy haskell haxe httpd hylang jetty joomla jruby julia mariadb matomo
    maven mediawiki memcached mongo mono neurodebian nextcloud nginx node odoo orientdb perl php plone postgres pypy
    python r-base rabbitmq rakudo-star redis redmine ros ruby rust sapmachine solr swift swipl tomcat tomee varnish
    wordpress azul/zulu-openjdk continuumio/anaconda3 continuumio/miniconda3 cypress/base cypress/factory
    google/cloud-sdk jenkins/jenkins jupyter/base-notebook
    jupyter/datascience-notebook jupyter/minimal-notebook jupyter/scipy-notebook microsoft/dotnet nvidia/cuda
    phusion/baseimage phusion/passenger-full pytorch/pytorch rocker/r-ver rocker/rstudio rocker/shiny rocker/tidyverse
    selenium/standalone-chrome tensorflow/tensorflow`,
  ),
  ...all("bash", "amazon/aws-cli confluentinc/cp-kafka jboss/base jboss/base-jdk jboss/wildfly"),
  ...all(
    "busybox",
    `adminer bash caddy chronograf composer docker eclipse-mosquitto hashicorp/consul hashicorp/terraform
    hashicorp/vault registry traefik vault`,
  ),
]);

/** Names with tags, for images that change with the version, and addresses below which all are alike. */
export const shellsByPattern: readonly (readonly [RegExp, SystemShell])[] = [
  [/^registry\.(?:access\.redhat\.com|redhat\.io|suse\.com)\//, "bash"],
  [/^public\.ecr\.aws\/lambda\//, "bash"],
  [/^(?:mcr\.microsoft\.com\/dotnet|quay\.io\/jupyter|gcr\.io\/google[-_]appengine)\//, "dash"],
  // Debian up to Java 11, then Oracle Linux
  [/^openjdk:(?:[6-9](?!\d)|1[01](?!\d)|.*slim)/, "dash"],
  [/^openjdk(?::|$)/, "bash"],
];
