"""The two training steps in PyTorch, which `npm run bench` times next to ours: same shapes, Adam, same threads.

Reads one line of JSON with the settings. For each further line on stdin takes that many steps and answers with
{"wall": seconds, "cpu": seconds}. Parameters, inputs and the order of operations are PyTorch's usual ones.
"""

import json
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class Transformer(nn.Module):
    """GPT-2's block with a ReLU MLP and an untied head."""

    def __init__(self, vocab, width, mlp, heads, context, layers):
        super().__init__()
        self.heads = heads
        self.embed = nn.Embedding(vocab, width)
        self.position = nn.Parameter(0.02 * torch.randn(context, width))
        self.blocks = nn.ModuleList(
            nn.ModuleDict(
                {
                    "ln1": nn.LayerNorm(width),
                    "qkv": nn.Linear(width, 3 * width),
                    "out": nn.Linear(width, width),
                    "ln2": nn.LayerNorm(width),
                    "up": nn.Linear(width, mlp),
                    "down": nn.Linear(mlp, width),
                }
            )
            for _ in range(layers)
        )
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, vocab, bias=False)

    def forward(self, ids):
        x = self.embed(ids) + self.position
        for block in self.blocks:
            q, k, v = (
                part.unflatten(2, (self.heads, -1)).transpose(1, 2)
                for part in block["qkv"](block["ln1"](x)).chunk(3, dim=2)
            )
            z = F.scaled_dot_product_attention(q, k, v, is_causal=True)
            x = x + block["out"](z.transpose(1, 2).flatten(2))
            x = x + block["down"](F.relu(block["up"](block["ln2"](x))))
        return self.head(self.norm(x))


def model_step(vocab, width, mlp, heads, context, layers, batch):
    model = Transformer(vocab, width, mlp, heads, context, layers)
    adam = torch.optim.Adam(model.parameters(), lr=1e-6, betas=(0.9, 0.98), eps=1e-8, fused=True)
    ids = torch.randint(vocab, (batch, context))
    targets = torch.randint(vocab, (batch * context,))

    def step():
        adam.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(ids).flatten(0, 1), targets)
        loss.backward()
        adam.step()
        return loss.item()

    return step


def dictionary_step(inputs, features, batch):
    direction = F.normalize(torch.randn(features, inputs), dim=1)
    W_dec = nn.Parameter(direction.clone())
    W_enc = nn.Parameter(direction.T.contiguous())
    b_enc = nn.Parameter(torch.full((features,), -2.0))
    b_dec = nn.Parameter(torch.zeros(inputs))
    adam = torch.optim.Adam([W_enc, b_enc, W_dec, b_dec], lr=1e-6, fused=True)
    x = torch.randn(batch, inputs)

    def step():
        adam.zero_grad(set_to_none=True)
        acts = F.relu((x - b_dec) @ W_enc + b_enc)
        error = acts @ W_dec + b_dec - x
        loss = (error.square().sum() + 3 * acts.sum()) / batch
        loss.backward()
        with torch.no_grad():
            W_dec.grad.sub_((W_dec.grad * W_dec).sum(1, keepdim=True) * W_dec)
            adam.step()
            W_dec.div_(W_dec.norm(dim=1, keepdim=True))
            (acts > 0).sum(0)  # how often each feature fired, which resampling needs
        return loss.item()

    return step


def main():
    settings = json.loads(sys.stdin.readline())
    torch.manual_seed(1)
    torch.set_num_threads(settings["threads"])
    step = {"model": model_step, "dictionary": dictionary_step}[settings["kind"]](**settings["sizes"])
    for _ in range(2):
        step()
    print(json.dumps({"torch": torch.__version__}), flush=True)
    for line in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            step()
        print(json.dumps({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}), flush=True)


if __name__ == "__main__":
    main()
