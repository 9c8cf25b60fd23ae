// Tensors are counted, and libtorch uses all cores already.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
