"""Writes tests/reference/tiny-python: a random GPT-2 and SAE, saved by transformers and sae-lens themselves.

The other direction of tests/reference/tiny, which Semascope writes: keys without the `transformer.` prefix,
sharded weights, a config of defaults left out, and sae-lens' own cfg.json.

    python tests/reference/make_tiny.py && python tests/reference/dump.py --model tests/reference/tiny-python/model \
        --dictionary tests/reference/tiny-python/dictionary --ids tests/reference/tiny-ids.json \
        --out tests/reference/tiny-python
"""

from pathlib import Path

import torch
from sae_lens import StandardSAE, StandardSAEConfig
from sae_lens.saes.sae import SAEMetadata
from transformers import GPT2Config, GPT2Model

ROOT = Path(__file__).parent / "tiny-python"


def scramble(module, scale):
    for name, parameter in module.named_parameters():
        offset = 1.0 if "ln_" in name and name.endswith("weight") else 0.0
        parameter.data = offset + scale * torch.randn(parameter.shape)


torch.manual_seed(3)
config = GPT2Config(
    vocab_size=96, n_positions=24, n_embd=16, n_layer=2, n_head=4, bos_token_id=95, eos_token_id=95,
    activation_function="gelu_pytorch_tanh", layer_norm_epsilon=1e-3,
)
model = GPT2Model(config)
scramble(model, 0.4)
model.save_pretrained(ROOT / "model", max_shard_size="12KB")

metadata = SAEMetadata(
    model_name="tiny", hook_name="blocks.0.hook_resid_mid", hook_head_index=None, context_size=16, prepend_bos=True
)
sae = StandardSAE(StandardSAEConfig(d_in=16, d_sae=48, apply_b_dec_to_input=False, metadata=metadata))
scramble(sae, 0.5)
sae.save_model(ROOT / "dictionary")
(ROOT / "model" / "tokenizer.json").write_text("{}\n")
