using Segment.Cli.Tests;

namespace Segment.EndToEnd.Tests;

/// <summary>The files of deploy/slurm against a real Slurm on this machine.</summary>
public sealed class SlurmTests
{
    [Fact]
    [Trait("kind", "slurm")]
    public void An_array_job_makes_the_map_of_a_single_run()
    {
        Assert.SkipUnless(
            Environment.IsPrivilegedProcess && File.Exists("/usr/sbin/slurmctld") && File.Exists("/usr/sbin/munged"),
            "Slurm is started for this test: it takes root, slurm-wlm and munge."
        );
        using var folder = new TemporaryFolder();

        var run = ProgramRun.Start(
            Path.Combine(Checkout.Root, "tests", "slurm", "run"),
            [Checkout.Segment, folder.Path],
            new Dictionary<string, string>(StringComparer.Ordinal)
        );

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.EndsWith("all as it should be\n", run.Output, StringComparison.Ordinal);
    }
}
