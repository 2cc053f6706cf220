"""Dumps the results of PyTorch for a model and a dictionary; tests compare with them.

This is an independent implementation: transformers' GPT2LMHeadModel and sae-lens' SAE, with forward hooks placed
by hand. It is only for checking; Semascope itself runs without Python.

    pip install torch transformers sae-lens safetensors numpy
    python tests/reference/dump.py --model models/one-layer-a --dictionary models/one-layer-a/dictionaries/a1 \
        --texts tests/reference/texts.json --out tests/reference/one-layer-a

Writes OUT/reference.safetensors and OUT/reference.json. N sequences of T tokens each, BOS first:

    <hook name>          [N, T, width]  every TransformerLens hook point
    logits               [R, d_vocab]   at the rows that reference.json lists as [sequence, position]
    acts.indices         [nnz, 3]       sequence, position, feature of every activation above 0
    acts.values          [nnz]          raw feature activations
    decoded              [N, T, d_in]   sae.decode(acts)
    ce.clean             [N, T-1]       nats for predicting the next token
    ce.zero              [N, T-1]       with the dictionary's hook set to 0 outside special positions
    ce.spliced           [N, T-1]       with the hook replaced by decoded outside special positions
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import sae_lens
import torch
import transformers
from safetensors.numpy import save_file

LOGIT_ROWS_PER_SEQUENCE = 6


def hook_sites(model):
    """Returns (module, 'in' or 'out') by hook name: the module's first input or its (first) output."""
    trunk = model.transformer
    sites = {"hook_embed": (trunk.wte, "out"), "hook_pos_embed": (trunk.wpe, "out")}
    for layer, block in enumerate(trunk.h):
        sites.update(
            {
                f"blocks.{layer}.hook_resid_pre": (block, "in"),
                f"blocks.{layer}.attn.hook_z": (block.attn.c_proj, "in"),
                f"blocks.{layer}.hook_attn_out": (block.attn, "out"),
                f"blocks.{layer}.hook_resid_mid": (block.ln_2, "in"),
                f"blocks.{layer}.mlp.hook_pre": (block.mlp.c_fc, "out"),
                f"blocks.{layer}.mlp.hook_post": (block.mlp.c_proj, "in"),
                f"blocks.{layer}.hook_mlp_out": (block.mlp, "out"),
                f"blocks.{layer}.hook_resid_post": (block, "out"),
            }
        )
    sites["ln_final.hook_normalized"] = (trunk.ln_f, "out")
    return sites


def first(value):
    return value[0] if isinstance(value, tuple) else value


def on_site(site, function):
    """Calls function(tensor) at a hook; a result that is not None replaces the tensor. Returns the handle."""
    module, side = site

    def replaced(old, new):
        if new is None:
            return None
        return (new, *old[1:]) if isinstance(old, tuple) else new

    if side == "in":
        return module.register_forward_pre_hook(lambda _, args: replaced(args, function(args[0])))
    return module.register_forward_hook(lambda _, __, out: replaced(out, function(first(out))))


def on_edit(model, sites, name, function):
    """Does what on_site does; if the tensor is also the residual that bypasses the module, changes that too."""
    if not name.endswith("hook_resid_mid"):
        return [on_site(sites[name], function)]
    block = model.transformer.h[int(name.split(".")[1])]
    before = {}
    return [
        on_site((block, "in"), lambda tensor: before.update(x=tensor)),
        on_site((block.attn, "out"), lambda tensor: function(tensor + before["x"]) - before["x"]),
    ]


def run(model, ids, sites, record=False, edit=None):
    """Returns the logits, and the hook tensors when recording. edit is (hook name, function)."""
    seen, handles = {}, []

    def recorder(name):
        def keep(tensor):
            seen[name] = tensor.detach().clone()

        return keep

    if edit:
        handles.extend(on_edit(model, sites, *edit))
    for name, site in sites.items() if record else ():
        handles.append(on_site(site, recorder(name)))
    try:
        with torch.no_grad():
            return model(ids, use_cache=False).logits, seen
    finally:
        for handle in handles:
            handle.remove()


def cross_entropy(logits, ids):
    flat = logits[:, :-1].reshape(-1, logits.shape[-1])
    losses = torch.nn.functional.cross_entropy(flat, ids[:, 1:].reshape(-1), reduction="none")
    return losses.reshape(ids.shape[0], -1)


def sequences(args, config):
    """Returns token ids [N, T] and the texts they came from, if any."""
    if args.ids:
        return json.loads(Path(args.ids).read_text()), None
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_file=str(Path(args.model) / "tokenizer.json"))
    texts = json.loads(Path(args.texts).read_text())
    encoded = [tokenizer.encode(text, add_special_tokens=False) for text in texts]
    for text, ids in zip(texts, encoded):
        if len(ids) < args.length - 1:
            raise SystemExit(f"only {len(ids)} tokens in {text!r}, {args.length - 1} are needed")
    rows = [[config.bos_token_id, *ids[: args.length - 1]] for ids in encoded]
    return rows, [{"text": text, "ids": ids} for text, ids in zip(texts, encoded)]


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def weight_hashes(*folders):
    return {file.name: sha256(file) for folder in folders for file in sorted(Path(folder).glob("*.safetensors"))}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True)
    parser.add_argument("--dictionary", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--texts", help="JSON list of texts, encoded with the model's tokenizer.json")
    parser.add_argument("--ids", help="JSON list of lists of token ids, BOS included")
    parser.add_argument("--dictionary-only", action="store_true", help="leave out logits and all hooks but its own")
    parser.add_argument("--length", type=int, default=24, help="tokens a sequence, BOS included (with --texts)")
    args = parser.parse_args()

    model = transformers.GPT2LMHeadModel.from_pretrained(args.model, dtype=torch.float32).eval()
    sae = sae_lens.SAE.load_from_disk(args.dictionary, device="cpu", dtype="float32")
    hook = sae.cfg.metadata.hook_name
    rows, texts = sequences(args, model.config)
    ids = torch.tensor(rows)
    sites = hook_sites(model)

    logits, hooks = run(model, ids, sites, record=True)
    x = hooks[hook]
    with torch.no_grad():
        acts = sae.encode(x)
        decoded = sae.decode(acts)
    special = (ids == model.config.bos_token_id) | (ids == model.config.eos_token_id)
    keep = special.unsqueeze(-1)
    zero, _ = run(model, ids, sites, edit=(hook, lambda t: torch.where(keep, t, torch.zeros_like(t))))
    spliced, _ = run(model, ids, sites, edit=(hook, lambda t: torch.where(keep, t, decoded)))

    last = ids.shape[1]
    positions = np.unique(np.linspace(0, last - 1, min(last, LOGIT_ROWS_PER_SEQUENCE)).round().astype(int)).tolist()
    logit_rows = [[n, t] for n in range(ids.shape[0]) for t in positions]
    fired = torch.nonzero(acts > 0)
    kept = {hook: x} if args.dictionary_only else hooks
    tensors = {name: value.expand(ids.shape[0], -1, -1) for name, value in kept.items()}
    if not args.dictionary_only:
        tensors["logits"] = torch.stack([logits[n, t] for n, t in logit_rows])
    tensors |= {
        "acts.indices": fired.to(torch.float32),
        "acts.values": acts[tuple(fired.T)],
        "decoded": decoded,
        "ce.clean": cross_entropy(logits, ids),
        "ce.zero": cross_entropy(zero, ids),
        "ce.spliced": cross_entropy(spliced, ids),
    }
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    arrays = {name: np.ascontiguousarray(value.detach().numpy()) for name, value in tensors.items()}
    save_file(arrays, out / "reference.safetensors")
    scored = ~special[:, 1:]
    about = {
        "hook": hook,
        "sequences": rows,
        "texts": texts,
        "logitRows": logit_rows,
        "maxLogit": logits.abs().max().item(),
        "meanCe": {
            name: tensors[f"ce.{name}"][scored].double().mean().item() for name in ("clean", "zero", "spliced")
        },
        "weights": weight_hashes(args.model, args.dictionary),
        "versions": {m.__name__: m.__version__ for m in (torch, transformers, sae_lens)},
    }
    (out / "reference.json").write_text(json.dumps(about, indent=1) + "\n")


if __name__ == "__main__":
    main()
