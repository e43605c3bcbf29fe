export default mountBoard;
