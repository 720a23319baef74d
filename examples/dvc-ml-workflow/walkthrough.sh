#!/usr/bin/env bash
# The pipeline of the page from start to end, in a folder that is thrown away.
# Needs: git, dvc, and a Python with scikit-learn and PyYAML.
set -eu
export DVC_NO_ANALYTICS=1
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$here"/project/*.py "$folder"
cd "$folder"
echo "layers: [8]" > params.yaml
git init --quiet && dvc init --quiet
git config user.name "A reader" && git config user.email reader@example.org
set -x
dvc stage add -q -n prepare -d prepare.py -o digits.npz python prepare.py
dvc stage add -q -n train -d train.py -d digits.npz -p layers -M metrics.json python train.py
cat dvc.yaml
dvc dag
dvc repro
git add . && git commit -qm "One layer of 8" && git tag one-layer
echo "layers: [64, 32]" > params.yaml
dvc repro
git commit -qam "Two layers" && git tag two-layers
dvc metrics show --all-tags
