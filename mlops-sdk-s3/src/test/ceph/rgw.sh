#!/usr/bin/env bash
# A real Ceph RADOS gateway on the loopback, without installing anything: a monitor, one object store in memory, and the gateway, from the
# packages of this Debian or Ubuntu, unpacked beside each other.
#
#   rgw.sh install DIR                 downloads (some 70 MB) and unpacks (some 270 MB) into DIR, unless that was done before
#   rgw.sh run DIR WORK PORT MONITOR [BUCKET]
#                                      starts it on two free ports with the user of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, says "up",
#                                      and runs until its standard input ends; then stops all of it and removes WORK
set -euo pipefail

install() {
  local dir=$1 new
  [ "$(id -u)" = 0 ] || { echo "it takes root to unpack and run Ceph here"; exit 3; }
  command -v apt-get dpkg curl flock >/dev/null || { echo "it takes Debian or Ubuntu, with curl"; exit 3; }
  [ "$(uname -m)" = x86_64 ] || { echo "only tried on x86_64"; exit 3; }
  mkdir -p "$dir"
  exec 9>"$dir/lock"
  flock 9 # another test may be at it
  [ ! -e "$dir/root/.complete" ] || return 0
  new=$dir/new
  rm -rf "$new" "$dir/root"
  mkdir -p "$new/debs" "$new/root"
  packages() { apt-get install --no-install-recommends -s radosgw ceph-mon ceph-osd 2>/dev/null | awk '/^Inst/ {print $2}'; }
  [ -n "$(packages)" ] || apt-get -qq update >/dev/null 2>&1 || true
  [ -n "$(packages)" ] || { echo "no packages of Ceph to be had here"; exit 3; }
  # shellcheck disable=SC2046
  (cd "$new/debs" && apt-get -qq download $(packages) >/dev/null 2>&1) || { echo "the packages of Ceph cannot be downloaded"; exit 3; }
  for deb in "$new"/debs/*.deb; do dpkg -x "$deb" "$new/root"; done
  touch "$new/root/.complete"
  mv "$new/root" "$dir/root"
  rm -rf "$new"
}

run() {
  local root=$1/root work=$2 port=$3 monitor=$4 libraries osd
  mkdir -p "$work/mon" "$work/osd" "$work/log" "$work/sockets"
  running=$work # not local: the trap is sprung when this function is left
  trap 'trap "" TERM; kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$running"' EXIT
  libraries=$root/usr/lib/x86_64-linux-gnu
  export LD_LIBRARY_PATH=$libraries:$libraries/ceph:$root/lib/x86_64-linux-gnu PATH=$root/usr/bin:$PATH
  export PYTHONPATH=$root/usr/lib/python3/dist-packages CEPH_CONF=$work/ceph.conf
  osd=$(cat /proc/sys/kernel/random/uuid)
  cat >"$CEPH_CONF" <<END
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon_host = v1:127.0.0.1:$monitor
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
run_dir = $work/sockets
admin_socket = $work/sockets/\$name.asok
log_file = $work/log/\$name.log
mon_cluster_log_file = $work/log/cluster.log
pid_file =
plugin_dir = $libraries/ceph
osd_class_dir = $libraries/rados-classes
erasure_code_dir = $libraries/ceph/erasure-code
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_data_avail_crit = 1
osd_pool_default_pg_autoscale_mode = off
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
keyring = $work/keyring
[mon.a]
mon_data = $work/mon
[osd.0]
osd_data = $work/osd
osd_objectstore = memstore
memstore_device_bytes = 2147483648
osd_class_update_on_start = false
osd_crush_update_on_start = false
[client.rgw]
rgw_frontends = beast endpoint=127.0.0.1:$port
rgw_thread_pool_size = 32
END
  ceph-authtool --create-keyring "$work/keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
  monmaptool --create --clobber --addv a "[v1:127.0.0.1:$monitor]" --fsid "$(sed -n 's/^fsid = //p' "$CEPH_CONF")" "$work/monmap" >/dev/null
  ceph-mon -i a --mkfs --monmap "$work/monmap" --keyring "$work/keyring"
  ceph-mon -f -i a >/dev/null 2>&1 </dev/null &
  ceph osd new "$osd" 0 >/dev/null 2>&1
  ceph-osd -i 0 --mkfs --osd-uuid "$osd" >/dev/null 2>&1
  { ceph osd crush add-bucket h host && ceph osd crush move h root=default && ceph osd crush add osd.0 1.0 host=h; } >/dev/null 2>&1
  ceph-osd -f -i 0 >/dev/null 2>&1 </dev/null &
  radosgw -f -n client.rgw >/dev/null 2>&1 </dev/null &
  for _ in $(seq 6000); do curl -s -o /dev/null "http://127.0.0.1:$port/" && break; sleep 0.1; done
  radosgw-admin -n client.rgw user create --uid=t --display-name=t --max-buckets=0 \
    --access-key="$AWS_ACCESS_KEY_ID" --secret-key="$AWS_SECRET_ACCESS_KEY" >/dev/null 2>&1
  if [ -n "${5:-}" ]; then
    env -u LD_LIBRARY_PATH curl -sSf -X PUT --aws-sigv4 aws:amz:us-east-1:s3 --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
      -H "x-amz-content-sha256: $(sha256sum </dev/null | cut -d' ' -f1)" "http://127.0.0.1:$port/$5"
  fi
  echo "up: $(radosgw --version)"
  cat >/dev/null
}

"$@"
