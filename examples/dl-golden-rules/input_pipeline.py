# needs: tensorflow
"""The rules about data, together in one pipeline: small files in, full batches out."""

import tempfile
from pathlib import Path

import tensorflow as tf

SIDE = 32


def write_files(folder: Path, files: int = 4, images: int = 64) -> None:
    """Resize every image once, and write all of them into a few large files."""
    for number in range(files):
        path = str(folder / f"train-{number}.tfrecord")
        with tf.io.TFRecordWriter(path) as writer:
            for label in range(images):
                image = tf.random.uniform((48, 48, 3), maxval=256, dtype=tf.int32)
                image = tf.image.resize(tf.cast(image, tf.float32), (SIDE, SIDE))
                encoded = tf.io.encode_png(tf.cast(image, tf.uint8)).numpy()
                pixels = tf.train.BytesList(value=[encoded])
                kinds = tf.train.Int64List(value=[label % 10])
                parts = {
                    "image": tf.train.Feature(bytes_list=pixels),
                    "label": tf.train.Feature(int64_list=kinds),
                }
                features = tf.train.Features(feature=parts)
                writer.write(tf.train.Example(features=features).SerializeToString())


# [pipeline]
def decode(record: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    example = tf.io.parse_single_example(
        record,
        {
            "image": tf.io.FixedLenFeature([], tf.string),
            "label": tf.io.FixedLenFeature([], tf.int64),
        },
    )
    image = tf.io.decode_png(example["image"], channels=3)
    return tf.reshape(image, (SIDE, SIDE, 3)), example["label"]


def pipeline(pattern: str, batch_size: int = 64) -> tf.data.Dataset:
    auto = tf.data.AUTOTUNE
    options = tf.data.Options()
    options.deterministic = False  # whichever file is ready comes first
    files = tf.data.Dataset.list_files(pattern).with_options(options)
    records = files.interleave(tf.data.TFRecordDataset, num_parallel_calls=auto)
    images = records.map(decode, num_parallel_calls=auto).cache()
    return images.shuffle(1024).batch(batch_size).prefetch(auto)


# [/pipeline]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder))
        for images, labels in pipeline(f"{folder}/train-*.tfrecord"):
            print(images.shape, images.dtype.name, labels.shape)
