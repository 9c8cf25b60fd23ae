namespace Segment.Server.Workers;

/// <summary>What a worker process runs.</summary>
public static class WorkerProgram
{
    /// <summary>The word that <c>segment</c> is started with as a worker.</summary>
    public const string Word = "serve-worker";

    /// <summary>Works on standard input and output until the server ends.</summary>
    public static void Run()
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();

        // Whatever a library prints must not stand between two lines of the answers.
        Console.SetOut(Console.Error);
        WorkerLoop.Run(input, output);
    }
}
