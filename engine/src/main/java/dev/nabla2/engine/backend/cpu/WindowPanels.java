package dev.nabla2.engine.backend.cpu;

/**
 * What the taps of a window see of all channels of all images, as a matrix, packed without ever being made.
 *
 * <p>As the right operand of a convolution its lines are positions, image after image, and its steps are taps, channel after
 * channel. As that of the adjoint by the filters it is transposed: lines are taps and steps are positions. Either way lines and
 * steps are divided into blocks; a line's block and a step's block together name a channel of an image, of which a plane is made
 * in scratch memory; and the element lies at the sum of what the line and what the step contribute.
 */
final class WindowPanels implements Panels {
    private static final int LINES_IN_TASK = 512;
    private static final int STEPS_IN_TASK = 64;

    /** The order of images and channels in memory. */
    record Images(float[] values, int channels, int firstChannel) {
        int channel(int image, int channel, int size) {
            return (image * channels + firstChannel + channel) * size;
        }
    }

    private final Tile tile;
    private final Shelf<Workspace> shelf;
    private final Window window;
    private final Images images;
    private final boolean linesAreTaps;
    private final int[] lineAt;
    private final int[] stepAt;

    WindowPanels(Tile tile, Shelf<Workspace> shelf, Window window, Images images, boolean linesAreTaps) {
        this.tile = tile;
        this.shelf = shelf;
        this.window = window;
        this.images = images;
        this.linesAreTaps = linesAreTaps;
        this.lineAt = linesAreTaps ? window.taps() : window.positions();
        this.stepAt = linesAreTaps ? window.positions() : window.taps();
    }

    @Override
    public int unit() {
        return stepAt.length;
    }

    @Override
    public int linesInTask() {
        return LINES_IN_TASK;
    }

    @Override
    public int stepsInTask() {
        return Math.max(1, STEPS_IN_TASK / stepAt.length) * stepAt.length;
    }

    @Override
    public void pack(Piece piece, float[] to) {
        Workspace workspace = shelf.take();
        try {
            new Packer(piece, to, workspace).run();
        } finally {
            shelf.give(workspace);
        }
    }

    private final class Packer {
        private final Piece piece;
        private final float[] to;
        private final int firstBlock;
        private final int blocks;
        private final int planeSize;
        private final float[] planes;
        private final float[] scratch;
        private final Runs runs;
        private final int[] panels;

        Packer(Piece piece, float[] to, Workspace workspace) {
            this.piece = piece;
            this.to = to;
            int lastLine = piece.line() + piece.lines() - 1;
            this.firstBlock = piece.line() / lineAt.length;
            this.blocks = lastLine / lineAt.length - firstBlock + 1;
            this.planeSize = window.planeSize();
            this.planes = workspace.array(0, blocks * planeSize + tile.columns());
            this.scratch = workspace.array(1, window.scratchSize());
            this.runs = new Runs(piece.lines(), tile.longestRun());
            this.panels = new int[(piece.lines() + piece.width() - 1) / piece.width() + 1];
            findRuns();
        }

        /** Lines that are neighbours in a plane as well as in a panel. */
        private void findRuns() {
            int panel = 0;
            for (int offset = 0; offset < piece.lines(); offset++) {
                int line = piece.line() + offset;
                int block = line / lineAt.length - firstBlock;
                int at = block * planeSize + lineAt[line % lineAt.length];
                if (offset % piece.width() == 0) {
                    panels[panel++] = runs.count();
                    runs.begin(at, 0);
                } else {
                    runs.extend(at, offset % piece.width());
                }
            }
            panels[panel] = runs.count();
        }

        /** The first position that lines of a block stand for; 0 where lines are taps. */
        private int firstPosition(int block) {
            return linesAreTaps || block > 0 ? 0 : piece.line() % lineAt.length;
        }

        void run() {
            int unit = stepAt.length;
            int end = piece.slice() + piece.to();
            for (int step = piece.slice() + piece.from(); step < end; step = (step / unit + 1) * unit) {
                int first = step % unit;
                int steps = Math.min(unit - first, end - step);
                fillPlanes(step / unit, first, first + steps - 1);
                int done = (step - piece.slice() - piece.from()) * piece.width();
                for (int panel = 0; panel < panels.length - 1; panel++) {
                    int at = piece.panel(panel * piece.width()) + done;
                    tile.copyRuns(planes, stepAt, first, steps, runs, panels[panel], panels[panel + 1], to, at);
                }
            }
        }

        private void fillPlanes(int stepBlock, int firstStep, int lastStep) {
            for (int block = 0; block < blocks; block++) {
                int lineBlock = firstBlock + block;
                int image = linesAreTaps ? stepBlock : lineBlock;
                int channel = linesAreTaps ? lineBlock : stepBlock;
                int first = linesAreTaps ? firstStep : firstPosition(block);
                int last = linesAreTaps ? lastStep : lastPosition(block);
                int at = images.channel(image, channel, window.channelSize());
                int row = window.firstRow(first);
                int end = window.rowAfter(last);
                window.fill(tile, images.values(), at, row, end, planes, block * planeSize, scratch);
            }
        }

        private int lastPosition(int block) {
            int lastLine = piece.line() + piece.lines() - 1;
            return block == blocks - 1 ? lastLine % lineAt.length : lineAt.length - 1;
        }
    }
}
