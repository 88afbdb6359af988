"""Reads a store of the MLOps SDK: written from docs/format.md alone, with Python's standard library alone (3.8 or newer).
usage: mlops_reader.py STORE verify | versions KIND/NAME | resolve KIND/NAME@ALIAS | get KIND/NAME/N DIR"""
import hashlib, json, re, sys, unicodedata
from pathlib import Path

NAME = re.compile(r"(?!.*\.\.)[a-z0-9][a-z0-9._-]{0,127}")
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\\:*?"<>|]|(^|/)(/|$)|[. ](/|$)')  # also empty names, and . and ..
TYPES = {"stream-added", "registered", "promoted", "tagged", "judged", "run-started", "run-finished", "swept"}

def need(condition, problem):
    if not condition:
        raise ValueError(problem)

def sha256(data): return hashlib.sha256(data).hexdigest()
class Store:
    def __init__(self, root):
        self.root = Path(root)
        need((self.root / "FORMAT").read_bytes() == b"mlops-sdk-directory 1\n", "not a store of format 1")

    def blob(self, digest):
        """Content, verified; what garbage collection is about to remove is still in its trash."""
        need(re.fullmatch("[0-9a-f]{64}", digest), "not a digest: %r" % digest)
        place = digest[:2] + "/" + digest[2:]
        home = self.root / "blobs/sha256" / place
        found = (home, *self.root.glob("trash/*/sha256/" + place), home)
        data = next((file.read_bytes() for file in found if file.is_file()), None)
        need(data is not None and sha256(data) == digest, "content %s is missing or changed" % digest)
        return data

    def entries(self, stream):
        """The entries of a stream in their order, each verified against the one before."""
        need(all(NAME.fullmatch(name) for name in stream.split("/")), "not the name of a stream: %r" % stream)
        previous = sha256(stream.encode())
        for number, file in enumerate(sorted((self.root / "journal" / stream).glob("[0-9]" * 20)), 1):
            document, digest, end = file.read_bytes().split(b"\n")
            need(digest.decode() == sha256(document) and not end, "%s is torn or changed" % file)
            entry = json.loads(document)
            need(entry["format"] == 1 and (entry["type"] in TYPES or entry["optional"]), "%s is too new" % file)
            need(entry["number"] == number and entry["previous"] == previous, "%s is not entry %d" % (file, number))
            previous = digest.decode()
            yield entry

    def artifact(self, stream):
        """What the entries add up to: the versions as they were registered, and where the aliases point."""
        versions, aliases = [], {}
        for entry in self.entries(stream):
            body = entry["body"]
            if entry["type"] == "registered":
                versions.append(body)
                need(body["version"] == len(versions), "%s skips a version" % stream)
            for move in body["moves"] if entry["type"] == "promoted" else ():
                need(1 <= move["version"] <= len(versions), "%s promotes what is not there" % stream)
                aliases[move["alias"]] = move["version"]
        return versions, aliases

    def files(self, version):
        """Path and content of each file of a version, all verified; no path leads outside."""
        files = json.loads(self.blob(version["manifest"]))["files"]
        plain = [{field: file[field] for field in ("path", "digest", "size")} for file in files]
        listed = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        need(sha256(listed) == version["content"], "a manifest lists other files than were registered")
        for file in files:
            path, place = file["path"], file.get("place", {"bundle": file["digest"], "offset": 0})
            need(not UNSAFE.search(path) and path == unicodedata.normalize("NFC", path), "unsafe path %r" % path)
            data = self.blob(place["bundle"])[place["offset"]:][:file["size"]]
            need(sha256(data) == file["digest"], "%s is not what it was" % path)
            yield path, data

    def verify(self):
        """Everything: each chain, each version, each blob, each segment of a run's log."""
        streams = ["%(kind)s/%(name)s" % entry["body"] for entry in self.entries("catalog/streams")]
        present = {"%s/%s" % found.parts[-2:] for found in self.root.glob("journal/*/*")}
        need(present == {"catalog/streams", *streams}, "the catalog does not list the streams that there are")
        bodies = [entry["body"] for stream in streams for entry in self.entries(stream)]
        referred = [body[field] for body in bodies for field in ("report", "log") if field in body]
        stored = [file.parent.name + file.name for file in self.root.glob("blobs/sha256/*/*")]
        for digest in referred + stored: self.blob(digest)
        for segment in (file.read_bytes() for file in self.root.glob("runs/*/*/*")):
            need(segment[-65:] == sha256(segment[:-65]).encode() + b"\n", "a segment of a run is torn or changed")
        files = [file for stream in streams for version in self.artifact(stream)[0] for file in self.files(version)]
        return "sound: %d streams, %d entries, %d files of versions" % (len(streams), len(bodies), len(files))

def main(root, command, subject="", directory=""):
    store, (stream, _, which) = Store(root), subject.rpartition("/" if command == "get" else "@")
    if command == "verify": print(store.verify())
    elif command == "versions":
        print("\n".join("%(version)d %(manifest)s" % version for version in store.artifact(subject)[0]))
    elif command == "resolve": print(store.artifact(stream)[1][which])
    elif command == "get":
        version = dict(enumerate(store.artifact(stream)[0], 1))[int(which)]
        Path(directory).mkdir(parents=True)  # a new one: nothing in it leads elsewhere
        for path, data in store.files(version):
            Path(directory, path).parent.mkdir(parents=True, exist_ok=True)
            Path(directory, path).write_bytes(data)

if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        sys.exit("refused: %r\n%s" % (problem, __doc__))
