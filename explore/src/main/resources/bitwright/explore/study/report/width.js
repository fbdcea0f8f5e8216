/** The best design of each family at each width, where weights and activations are equally wide. */
function drawWidths() {
  at("width").hidden = true;
}
