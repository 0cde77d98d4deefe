#!/bin/sh
# Pictures that are no fundus, out of Debian's packages, into the folder that is named (build/strangers without one):
# wallpapers, maps, textures, and objects cut out of their ground. Nothing is installed. About 450 MB are fetched.
set -eu

target=${1:-build/strangers}
packages="desktop-base gnome-backgrounds lomiri-wallpapers-16.04 lomiri-wallpapers-20.04 marble-data mate-backgrounds neverball-data
plasma-workspace-wallpapers python-matplotlib-data sway-backgrounds tuxpaint-stamps-default ukui-wallpapers xfdesktop4-data xplanet-images"

mkdir -p "$target/packages"
cd "$target/packages"
for package in $packages; do
    [ -d "$package" ] && continue
    rm -f "$package"_*.deb
    apt-get download -qq "$package" || { echo "strangers.sh: no package $package here; going on without it" >&2; continue; }
    mkdir "$package.part"
    dpkg -x "$package"_*.deb "$package.part"
    rm -f "$package"_*.deb
    mv "$package.part" "$package"
done
