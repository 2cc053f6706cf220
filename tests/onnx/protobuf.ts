import proto from 'onnx-proto'

export const { onnx } = proto
