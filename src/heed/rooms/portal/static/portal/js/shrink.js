// A photo as it is sent: upright, no larger than a screen needs, and without what the camera wrote beside it.
const LONGEST = 2000, QUALITY = 0.85, ENOUGH = 400_000;

/** The photo made small; any other file, and a picture that the browser cannot open, as it is. */
export async function small(file) {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) || file.size < ENOUGH) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const share = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * share), height: Math.round(picture.height * share) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const body = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!body || body.size >= file.size) return file;
    return new File([body], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
  } catch { return file; }
}
